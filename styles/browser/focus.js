// Keys go to the reader as soon as it draws, without a click: textual-serve marks the body then.
new MutationObserver((_, observer) => {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (keys && document.body.classList.contains("-first-byte")) {
    keys.focus();
    observer.disconnect();
  }
}).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ["class"] });
