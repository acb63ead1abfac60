"use strict";

SwaggerUIBundle({
  url: document.getElementById("api").dataset.schema,
  dom_id: "#api",
  deepLinking: true,
  supportedSubmitMethods: ["get"],
  validatorUrl: null,
});
