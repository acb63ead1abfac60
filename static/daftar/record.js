// A record's page: a button beside each field that can be copied, and every quote open on paper.
for (const field of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = field.dataset.copy;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard?.writeText(field.value);
    button.textContent = field.dataset.copied;
  });
  field.after(button);
  field.addEventListener("focus", () => field.select());
}

addEventListener("beforeprint", () => {
  for (const quotes of document.querySelectorAll("details.quotes")) quotes.open = true;
});
