// What learners do to a whole page, at once; `acts` for the tests that bring a page into a state.
(() => {
  const plan = JSON.parse(document.getElementById("bc-plan").textContent);
  const items = new Map(plan.items.map((item) => [item.id, item]));
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shown = (one) => one.checkVisibility();

  const write = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const mark = (input, on) => {
    if (input.checked !== on) input.click();
  };

  const pick = (form, isWanted) => {
    const radios = all("input[type=radio]", form);
    radios.find((one) => isWanted(one.value))?.click();
    for (const box of all("input[type=checkbox]", form)) mark(box, isWanted(box.value));
  };

  const match = (form, correct, right) => {
    for (const row of all("[data-row]", form)) {
      const [, wanted] = correct.find((one) => one.startsWith(`${row.dataset.row}.`)).split(".");
      const select = row.querySelector("select");
      const other = [...select.options].find(({ value }) => value !== "" && value !== wanted);
      write(select, right ? wanted : other.value);
    }
  };

  // What is to be put in order never lies there in order: that is the wrong answer.
  const order = (form, correct) => {
    correct.forEach((id, goal) => {
      const line = form.querySelector(`[data-entry="${id}"]`);
      if (!line) return;
      const up = line.querySelector("[data-move='-1']");
      while ([...line.parentElement.children].indexOf(line) > goal) up.click();
    });
  };

  const answerQuestion = (block, right) => {
    const form = block.querySelector("form");
    const { correct } = items.get(block.dataset.item).interactions[0];
    pick(form, (value) => correct.includes(value) === right);
    for (const field of all("input[type=text]", form)) write(field, right ? correct[0] : "999");
    match(form, correct, right);
    if (right) order(form, correct);
    for (let tries = 0; tries < 3; tries++) form.requestSubmit();
  };

  const rate = (block) => {
    all("[data-statement]", block).forEach((row, at) => all("input", row)[at % 3].click());
    all("[data-mark]", block).slice(0, 2).forEach((box) => mark(box, true));
    if (block.querySelector("[data-mark]")) block.querySelector("form").requestSubmit();
    all("[data-next-choice] input", block).filter(shown)[0]?.click();
  };

  const play = (block) => {
    for (let steps = 0; steps < 9; steps++) all("[data-choose]", block).filter(shown)[0]?.click();
  };

  const plans = (block) => {
    for (const box of all("[data-pick]", block)) mark(box, true);
    for (const field of all("[data-text]", block)) write(field, "Call Ann.");
  };

  const open = () => {
    for (const summary of all("details:not([open]) > summary").filter(shown)) summary.click();
    for (const tab of all("[role=tab]")) tab.click();
    for (const card of all(".reveal__turn[aria-expanded=false]")) card.click();
  };

  window.acts = {
    open,
    /** Everything that the page asks for, right or wrong. */
    answer(right) {
      for (const check of all("bc-check [data-question]")) all("input", check)[right ? 0 : 1].click();
      for (const block of all("bc-rate")) rate(block);
      for (const block of all("bc-scenario")) play(block);
      for (const block of all("bc-plan")) plans(block);
      for (const field of all("bc-reflect textarea").filter(shown)) write(field, "I listened.");
      for (const form of all("bc-reflect form")) form.requestSubmit();
      for (const block of all("bc-question").filter(shown)) answerQuestion(block, right);
      open();
    },
    /** Every button that sends something, with nothing to send. */
    sendNothing() {
      for (const form of all("bc-question form, bc-reflect form, bc-rate form")) form.requestSubmit();
      for (const button of all("[data-save-calendar]").filter(shown)) button.click();
    },
  };
})();
