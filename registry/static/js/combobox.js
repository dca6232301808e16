/* A text field with a list under it: arrows walk, Enter takes, Escape closes. htmx brings the list; without script the field is plain text. */
"use strict";

(function () {
  function offerOf(field) {
    return document.getElementById(field.id + "-offer");
  }

  function close(field) {
    offerOf(field).hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function mark(field, options, place) {
    options.forEach(function (option, index) {
      option.setAttribute("aria-selected", String(index === place));
    });
    if (place < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", options[place].id);
      options[place].scrollIntoView({ block: "nearest" });
    }
  }

  function take(field, option) {
    field.value = option.dataset.value;
    field.dataset.taken = field.value;
    close(field);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function isCombobox(element) {
    return element instanceof Element && element.getAttribute("role") === "combobox";
  }

  document.addEventListener("htmx:afterSwap", function (event) {
    const offer = event.detail.target;
    if (!offer.classList.contains("offer")) return;
    const field = document.getElementById(offer.id.replace(/-offer$/, ""));
    const list = offer.querySelector("[role=listbox]");
    offer.querySelectorAll("[role=option]").forEach(function (option, index) {
      option.id = field.id + "-option-" + index;
    });
    if (list) list.id = field.id + "-options";
    const wanted = document.activeElement === field && field.value !== field.dataset.taken;
    offer.hidden = !wanted || !offer.childElementCount;
    field.setAttribute("aria-expanded", String(wanted && Boolean(list)));
    field.removeAttribute("aria-activedescendant");
  });

  document.addEventListener("input", function (event) {
    if (isCombobox(event.target) && event.target.value !== event.target.dataset.taken) delete event.target.dataset.taken;
  });

  document.addEventListener("keydown", function (event) {
    const field = event.target;
    if (!isCombobox(field) || field.getAttribute("aria-expanded") !== "true") return;
    const options = Array.from(offerOf(field).querySelectorAll("[role=option]"));
    const place = options.findIndex(function (option) {
      return option.getAttribute("aria-selected") === "true";
    });
    if (event.key === "ArrowDown") mark(field, options, Math.min(place + 1, options.length - 1));
    else if (event.key === "ArrowUp") mark(field, options, place - 1);
    else if (event.key === "Enter" && place >= 0) take(field, options[place]);
    else if (event.key === "Escape") close(field);
    else return;
    event.preventDefault();
  });

  document.addEventListener("mousedown", function (event) {
    const option = event.target instanceof Element && event.target.closest(".offer [role=option]");
    if (!option) return;
    event.preventDefault(); // the focus stays in the field
    take(document.getElementById(option.closest(".offer").id.replace(/-offer$/, "")), option);
  });

  document.addEventListener("focusout", function (event) {
    if (isCombobox(event.target)) close(event.target);
  });
})();
