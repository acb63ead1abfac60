// The period: two native sliders over the bars. `changed` is told the first and the last day, empty at the ends of time.

export function period(root, changed) {
  const [first, last] = root.querySelectorAll("input[type=range]");
  const bars = [...root.querySelectorAll(".bars a")];
  if (!first) return;
  const [begins, ends] = root.querySelectorAll("output");
  const steps = [...root.querySelectorAll("#map-steps option")].map((option) => {
    const [from, to] = option.value.split("/");
    return { from, to, words: option.label };
  });
  let waiting = 0;

  const tell = () => {
    const [from, to] = [steps[first.value], steps[last.value]];
    for (const [input, output, { words }] of [[first, begins, from], [last, ends, to]]) {
      input.setAttribute("aria-valuetext", words);
      output.textContent = words;
    }
    for (const bar of bars) bar.classList.toggle("beyond", bar.dataset.to < from.from || bar.dataset.from > to.to);
    const share = (input) => input.value / input.max;
    first.parentElement.style.setProperty("--start", share(first));
    first.parentElement.style.setProperty("--stop", share(last));
  };
  const settle = (delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => changed(
      first.value === first.min ? "" : steps[first.value].from, last.value === last.max ? "" : steps[last.value].to,
    ), delay);
  };
  const moved = (input) => {
    if (Number(first.value) > Number(last.value)) input.value = input === first ? last.value : first.value;
    tell();
  };
  for (const input of [first, last]) {
    input.addEventListener("input", () => moved(input));
    input.addEventListener("change", () => settle(250));
  }
  root.querySelector(".bars")?.addEventListener("click", (event) => {
    const bar = event.target.closest("a");
    if (!bar || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    first.value = steps.findIndex(({ from }) => from === bar.dataset.from);
    last.value = steps.findIndex(({ to }) => to === bar.dataset.to);
    tell();
    settle(0);
  });
  tell();
}
