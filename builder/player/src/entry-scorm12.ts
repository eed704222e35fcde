import { run } from "./main";
import { Scorm12 } from "./trackers/scorm12";

void run(new Scorm12(window));
