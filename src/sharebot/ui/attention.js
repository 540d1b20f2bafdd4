// Puts the reader's place where the page just changed: a key press that removed its own button must not lose the
// keyboard's place, and a screen reader hears a finished answer once. Only our own words come in here.
(function (wanted) {
  function move(tries) {
    const place = document.querySelector(wanted.focus);
    if (place) {
      if (!place.matches("textarea")) place.tabIndex = -1;
      place.focus();
    } else if (tries > 0) {
      setTimeout(move, 100, tries - 1);
    }
  }
  function say(words) {
    let heard = document.getElementById("sharebot-heard");
    if (!heard) {
      heard = document.createElement("div");
      heard.id = "sharebot-heard";
      heard.setAttribute("role", "status");
      heard.className = "sharebot-heard";
      document.body.append(heard);
    }
    heard.textContent = words;
  }
  if (wanted.focus) move(30);
  if (wanted.say) setTimeout(say, 300, wanted.say);
})
