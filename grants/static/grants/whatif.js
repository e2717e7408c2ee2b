// A slider beside a number: moving one moves the other. Without this script the sliders are not shown.

const number = (text) => Number(text.replace(/[\s\u00a0]/g, "").replace(",", "."));

for (const slider of document.querySelectorAll("[data-slides]")) {
  const field = document.getElementById(slider.dataset.slides);
  const follow = () => { if (field.value.trim() !== "") slider.value = number(field.value); };
  slider.value = 0;
  follow();
  slider.hidden = false;
  field.addEventListener("input", follow);
  slider.addEventListener("input", () => {
    field.value = slider.value.replace(".", ",");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
