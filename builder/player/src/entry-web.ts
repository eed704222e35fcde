import { run } from "./main";
import { Web } from "./trackers/web";

void run(new Web(window));
