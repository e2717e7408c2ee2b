// Sums follow the typing: the server counts, and its answer names the place of each figure.
// The server's clock runs on from the moment the page was made.

document.addEventListener("osnowa:live", (event) => {
  const target = document.querySelector("[data-live-target]");
  if (!target || !event.target.contains(target)) return;
  for (const figure of target.querySelectorAll("data[data-for]")) {
    const place = document.getElementById(figure.dataset.for);
    if (place && place.textContent !== figure.value) place.textContent = figure.value;
  }
});

const clock = document.querySelector("[data-clock]");
if (clock) {
  const [hours, minutes, seconds] = clock.textContent.split(":").map(Number);
  const shown = hours * 3600 + minutes * 60 + seconds;
  const begun = performance.now();
  const two = (number) => String(number).padStart(2, "0");
  setInterval(() => {
    const now = (shown + Math.floor((performance.now() - begun) / 1000)) % 86400;
    clock.textContent = [Math.floor(now / 3600), Math.floor(now / 60) % 60, now % 60].map(two).join(":");
  }, 1000);
}
