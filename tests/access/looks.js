// What axe does not see: `looks` for the page as it stands now. Each gives its faults as texts.
(() => {
  const FOCUSABLE =
    "a[href], button, input, select, textarea, summary, iframe, [tabindex='0'], video[controls], audio[controls]";
  const SCROLLS_ITSELF = "table, pre, svg, video, audio, iframe, textarea, select, .visually-hidden, .skip, thead";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const name = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 110);

  const isSeen = (one) => {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const { width, height } = one.getBoundingClientRect();
    return width > 1 && height > 1 && !one.closest(".skip") && !isForEarsOnly(one);
  };
  const isForEarsOnly = (one) => {
    for (let up = one; up; up = up.parentElement) if (getComputedStyle(up).clipPath === "inset(50%)") return true;
    return false;
  };
  const controls = () => all(FOCUSABLE).filter((one) => isSeen(one) && !one.disabled);

  /** What is pressed for a control: its label, where that is around it. */
  const target = (one) => one.closest("label") ?? one;

  // ---- colours -----------------------------------------------------------------------------

  const channels = (colour) => {
    const numbers = colour.match(/[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [0, 0, 0, 0];
    const scale = colour.startsWith("color(srgb") ? 255 : 1;
    const [red, green, blue, alpha = 1] = numbers;
    return [red * scale, green * scale, blue * scale, alpha];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
  const ground = (one) => {
    const colours = [];
    for (let up = one; up; up = up.parentElement) colours.push(channels(getComputedStyle(up).backgroundColor));
    const canvas = matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
    return colours.reverse().reduce((below, colour) => over(colour, below), canvas);
  };
  const luminance = (colour) => {
    const linear = colour.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (one, other) => {
    const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (lighter + 0.05) / (darker + 0.05);
  };

  // ---- room --------------------------------------------------------------------------------

  const textNodes = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (node.data.trim() && !parent.closest("script, style, noscript, option, textarea, svg") && isSeen(parent)) found.push(node);
    }
    return found;
  };

  const boxes = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  };

  const cuts = (style) => /hidden|clip/.test(`${style.overflowX} ${style.overflowY}`);

  const floats = (one) => {
    for (let up = one; up; up = up.parentElement) {
      if (/sticky|fixed/.test(getComputedStyle(up).position)) return true;
    }
    return false;
  };

  const looks = {
    /** Nothing makes the page wider than its window, or leaves it. */
    sideways() {
      const wide = document.documentElement.clientWidth;
      const out = all("body *").filter((one) => {
        if (!isSeen(one) || one.closest(SCROLLS_ITSELF)) return false;
        const { left, right } = one.getBoundingClientRect();
        return left < -1 || right > wide + 1;
      });
      const scrolls = document.documentElement.scrollWidth > wide;
      const found = out.slice(0, 3).map((one) => `leaves the window: ${name(one)}`);
      return scrolls ? [`the page is ${document.documentElement.scrollWidth} px wide`, ...found] : found;
    },

    /** No text is cut off by a box around it. */
    clipped() {
      return textNodes().flatMap((node) => {
        for (let up = node.parentElement; up && up !== document.body; up = up.parentElement) {
          const style = getComputedStyle(up);
          if (/auto|scroll/.test(`${style.overflowX} ${style.overflowY}`)) return [];
          if (!cuts(style)) continue;
          const box = up.getBoundingClientRect();
          const isCut = boxes(node).some(({ left, right, top, bottom }) =>
            left < box.left - 2 || right > box.right + 2 || top < box.top - 2 || bottom > box.bottom + 2);
          if (isCut) return [`"${node.data.trim().slice(0, 40)}" is cut off by ${name(up)}`];
        }
        return [];
      });
    },

    /** No text lies on another. */
    overlapping() {
      const lines = textNodes()
        .filter((node) => !floats(node.parentElement) && !node.parentElement.closest("dialog, sup, .reveal__spot"))
        .flatMap((node) => boxes(node).map((box) => [node, box]));
      lines.sort(([, a], [, b]) => a.top - b.top);
      const found = [];
      lines.forEach(([node, box], at) => {
        for (const [other, next] of lines.slice(at + 1)) {
          if (next.top > box.bottom) break;
          const wide = Math.min(box.right, next.right) - Math.max(box.left, next.left);
          const high = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
          // The boxes of two lines of a text are higher than its letters.
          const most = Math.min(box.height, next.height) * 0.4;
          if (node !== other && wide > 2 && high > most) {
            found.push(`"${node.data.trim().slice(0, 40)}" lies on "${other.data.trim().slice(0, 40)}"`);
          }
        }
      });
      return found.slice(0, 5);
    },

    /** Targets are 24 px high and wide, or no other one is near (WCAG 2.5.8). Links in a line of text are exempt. */
    small() {
      const inLine = (one) => one.matches("a") && getComputedStyle(one).display === "inline";
      const found = controls().filter((one) => !inLine(one)).map(target);
      const centre = (one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        return [left + width / 2, top + height / 2];
      };
      const isSmall = (one) => {
        const { width, height } = one.getBoundingClientRect();
        return width < 24 || height < 24;
      };
      return [...new Set(found)].filter(isSmall).filter((one) => {
        const [x, y] = centre(one);
        return found.some((other) => {
          if (other === one) return false;
          const { left, right, top, bottom } = other.getBoundingClientRect();
          return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) < 12;
        });
      }).map((one) => `too small, and another one is near: ${name(one)}`);
    },

    /** Every control that takes the focus shows it, and is not covered; from the end, so that the page scrolls up. */
    async focus() {
      const before = document.activeElement;
      const found = [];
      for (const one of controls().reverse()) {
        one.focus({ focusVisible: true, preventScroll: true });
        target(one).scrollIntoView({ block: "nearest" }); // what a browser does, without waiting for it
        if (document.activeElement !== one) continue; // a radio button hands it on, or an inert part
        const fault = covered(one) || unmarked(one);
        if (fault) found.push(`${fault}: ${name(one)}`);
      }
      before?.focus?.();
      window.scrollTo(0, 0);
      return found;
    },

    /** Nothing moves. */
    moving() {
      const found = all("body *").filter((one) => {
        if (!one.checkVisibility()) return false;
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(one);
        return animationName !== "none" || /[1-9]/.test(transitionDuration) || scrollBehavior === "smooth";
      });
      return [...document.getAnimations(), ...found].slice(0, 5).map((one) => `moves: ${one instanceof Element ? name(one) : one}`);
    },

    /** On paper the course is whole. */
    unprinted() {
      const parts = all(".module, .page, .page__title, legend, .ask, .page p > strong, .fold__body, .reveal__panel, .reveal__back, " +
        ".scenario__scene, .scenario__text, .scenario__choice, .question__say, .match__say, .order__say, .rate__say, .check__question, " +
        "textarea, figcaption, .page img, table, blockquote, .callout, .card, .download, .embed__fallback, .references li");
      const isKept = (one) => !one.closest("[data-of-pool][hidden], [data-feedback], [data-right], [data-way], [data-summary], dialog");
      return parts.filter((one) => isKept(one) && !one.checkVisibility()).slice(0, 8).map((one) => `is not printed: ${name(one)}`);
    },

    /** In forced colours a background says nothing: what is chosen or done must show in another way. */
    lost() {
      const drawn = (one, pseudo) => {
        const style = getComputedStyle(one, pseudo);
        const names = ["content", "backgroundColor", "backgroundImage", "borderBlockStartStyle", "borderBlockStartWidth",
          "borderBlockStartColor", "textDecorationLine", "outlineStyle", "color", "fontWeight", "inlineSize", "fill", "stroke"];
        return names.map((key) => style[key]).join();
      };
      const look = (one) => [undefined, "::before", "::after"].map((pseudo) => drawn(one, pseudo)).join("; ");
      const pairs = [
        [".menu a[data-state=seen] .menu__mark", ".menu a[data-state=new] .menu__mark"],
        [".menu a[data-state=done] .menu__mark", ".menu a[data-state=seen] .menu__mark"],
        [".menu a[data-state=locked] .menu__mark", ".menu a[data-state=new] .menu__mark"],
        [".menu a[aria-current]", ".menu a:not([aria-current])"],
        [".reveal__tab[aria-selected=true]", ".reveal__tab[aria-selected=false]"],
        [".match__tile[data-used]", ".match__tile:not([data-used])"],
      ];
      const alike = pairs.flatMap(([one, other]) => {
        const [first, second] = [document.querySelector(one), document.querySelector(other)];
        return first && second && look(first) === look(second) ? [`looks as ${other}: ${one}`] : [];
      });
      const bare = all(".button, .choice, input[type=text], select, textarea, .question, .check, .rate, .plan, .reflect, .feedback, .callout, .notice, .gate")
        .filter(isSeen).filter((one) => {
          const style = getComputedStyle(one);
          const isBare = ["InlineStart", "BlockStart", "BlockEnd"].every((side) =>
            style[`border${side}Style`] === "none" || parseFloat(style[`border${side}Width`]) < 1);
          return isBare && !one.matches(".button--link, .scenario .reflect");
        });
      return [...alike, ...bare.slice(0, 5).map((one) => `has no border: ${name(one)}`)];
    },

    /** Contrast where axe leaves it to us; `where` are its own addresses. */
    faint(where) {
      return where.flatMap((selector) => {
        const one = document.querySelector(selector);
        if (!one || !isSeen(one)) return [];
        const { color, fontSize, fontWeight } = getComputedStyle(one);
        const size = parseFloat(fontSize);
        const least = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5;
        const below = ground(one);
        const ratio = contrast(over(channels(color), below), below);
        return ratio < least ? [`contrast ${ratio.toFixed(2)}: ${name(one)}`] : [];
      });
    },
  };

  function covered(one) {
    const shown = target(one);
    const { left, top, width, height } = shown.getBoundingClientRect();
    if (shown.closest(".visually-hidden")) return "";
    const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + x * width, top + y * height]));
    const isThere = points.some(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return hit && (shown.contains(hit) || hit.contains(one) && !hit.contains(document.querySelector("main")));
    });
    return isThere ? "" : "the focus is covered";
  }

  function unmarked(one) {
    if (one.matches("video, audio, iframe")) return ""; // the browser draws their controls and marks
    for (let up = one, n = 0; up && n < 3; up = up.parentElement, n++) {
      const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(up);
      if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) continue;
      if (matchMedia("(forced-colors: active)").matches) return ""; // its colour is the system's
      const around = parseFloat(outlineOffset) < 0 ? up : (up.parentElement ?? up);
      const below = ground(around);
      const ratio = contrast(over(channels(outlineColor), below), below);
      return ratio < 3 ? `the mark of the focus has a contrast of ${ratio.toFixed(2)} only` : "";
    }
    return "the focus has no mark";
  }

  window.looks = looks;
})();
