import { readJson } from "./dom";
import { prepare } from "./launching";
import { run } from "./main";
import { TIN_CAN } from "./trackers/xapi/tincan";
import { StatementTracker } from "./trackers/xapi/tracker";

void run(new StatementTracker(TIN_CAN, readJson("bc-statements"), window), prepare);
