// A record's page: copy buttons beside the fields, and every quote open on paper.
for (const field of document.querySelectorAll(".share input, .share textarea")) {
  field.addEventListener("focus", () => field.select());
}

addEventListener("beforeprint", () => {
  for (const quotes of document.querySelectorAll("details.quotes")) quotes.open = true;
});
