/** Start-up of the preview's page: brings the builds, the course and the LMS panel together. */
import { App } from "./app";

declare global {
  interface Window {
    /** How the course's page hands itself over, before its player runs. */
    buildCoursePreview?: { attach(course: Window): void };
  }
}

const app = new App();
window.buildCoursePreview = { attach: (course) => app.attach(course) };
app.start();
