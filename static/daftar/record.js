// A record's page: one button for all quotes, one to print, and one beside each field that can be copied.
const quotes = [...document.querySelectorAll("details.quotes, details.again")];

for (const button of document.querySelectorAll("[data-quotes]")) {
  const open = button.textContent;
  const say = () => {
    button.textContent = quotes.every((one) => one.open) ? button.dataset.quotes : open;
  };
  button.addEventListener("click", () => {
    const opening = !quotes.every((one) => one.open);
    for (const one of quotes) one.open = opening;
  });
  for (const one of quotes) one.addEventListener("toggle", say);
  say();
}

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

// On paper every quote is open; on the screen each is again as it was.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")].filter((one) => one.matches(".quotes, .again, .verbatim"));
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});

for (const field of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy quiet";
  button.textContent = field.dataset.copy;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard?.writeText(field.value);
    button.textContent = field.dataset.copied;
  });
  field.after(button);
  field.addEventListener("focus", () => field.select());
}
