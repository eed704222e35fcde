/** Loads the other site only when the learner asks for it: no request leaves the package before. */
export class EmbedElement extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => this.load(button));
  }

  private load(button: HTMLButtonElement): void {
    const frame = document.createElement("iframe");
    frame.src = this.dataset["src"] ?? "";
    frame.title = this.dataset["title"] ?? "";
    frame.allow = "fullscreen";
    frame.referrerPolicy = "no-referrer";
    // Another site runs in a process of its own; on the way there, browsers may lose where the learner is.
    frame.addEventListener("load", () => {
      if (document.activeElement === document.body) frame.focus();
    });
    button.parentElement?.before(frame);
    button.remove();
    frame.focus();
  }
}
