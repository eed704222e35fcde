import { run } from "./main";
import { Scorm2004 } from "./trackers/scorm2004";

void run(new Scorm2004(window));
