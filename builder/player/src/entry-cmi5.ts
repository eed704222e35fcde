import { readJson } from "./dom";
import { prepare } from "./launching";
import { run } from "./main";
import { CMI5 } from "./trackers/xapi/cmi5";
import { StatementTracker } from "./trackers/xapi/tracker";

void run(new StatementTracker(CMI5, readJson("bc-statements"), window), prepare);
