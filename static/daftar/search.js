// Suggestions under the search box, by the combobox pattern of WAI-ARIA 1.2. Without this, the form still searches.
const WAIT = 120; // milliseconds without a key

class Suggestions {
  constructor(input, number) {
    this.input = input;
    this.active = -1;
    this.options = [];
    this.list = Object.assign(document.createElement("ul"), { id: `suggestions-${number}`, className: "suggestions", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.list);
    this.status = Object.assign(document.createElement("span"), { className: "unseen" });
    this.status.setAttribute("role", "status");
    input.after(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    this.list.addEventListener("click", (event) => this.open(event.target.closest("[role=option]")));
  }

  wait() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const typed = this.input.value;
    if (!typed.trim()) return this.close();
    this.request = new AbortController();
    const address = `${this.input.dataset.suggestions}?${new URLSearchParams({ q: typed })}`;
    try {
      const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (typed === this.input.value && document.activeElement === this.input) this.show(found);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(found) {
    this.options = found.map((one, number) => this.option(one, number));
    this.list.replaceChildren(...this.options);
    this.select(-1);
    this.expand(found.length > 0);
    const { none, one, many } = this.input.dataset;
    const digits = new Intl.NumberFormat(document.documentElement.lang).format(found.length);
    this.status.textContent = [none, one][found.length] ?? many.replace("{number}", digits);
  }

  option(one, number) {
    const item = Object.assign(document.createElement("li"), { id: `${this.list.id}-${number}` });
    item.setAttribute("role", "option");
    item.dataset.url = one.url;
    item.append(text("bdi", one.name, one.language));
    const more = document.createElement("small");
    more.append(one.label);
    if (one.matched) more.append(" · ", text("bdi", one.matched, one.matched_language));
    item.append(more);
    return item;
  }

  press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = this.options.length - 1;
    const open = !this.list.hidden;
    const moves = {
      ArrowDown: () => this.select(this.active < last ? this.active + 1 : -1),
      ArrowUp: () => this.select(this.active < 0 ? last : this.active - 1),
      Home: () => this.place(0),
      End: () => this.place(this.input.value.length),
      Enter: () => this.open(this.options[this.active]),
      Escape: () => this.close(),
    };
    if (event.key === "ArrowDown" && !open) {
      event.preventDefault();
      this.ask();
    } else if (open && moves[event.key] && (event.key !== "Enter" || this.active >= 0)) {
      event.preventDefault();
      moves[event.key]();
    }
  }

  // Home and End belong to the text, as in every box of this kind.
  place(at) {
    this.input.setSelectionRange(at, at);
    this.select(-1);
  }

  select(number) {
    this.active = number;
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    if (number < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", this.options[number].id);
    this.options[number].scrollIntoView({ block: "nearest" });
  }

  open(option) {
    if (option) location.assign(option.dataset.url);
  }

  expand(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.status.textContent = "";
    this.select(-1);
    this.expand(false);
  }
}

function text(tag, words, language) {
  const element = Object.assign(document.createElement(tag), { textContent: words });
  if (language) element.lang = language;
  return element;
}

document.querySelectorAll("input[data-suggestions]").forEach((input, number) => new Suggestions(input, number));
