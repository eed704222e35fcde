import { run } from "./main";
import { Scorm2004 } from "./trackers/scorm2004";

run(new Scorm2004(window));
