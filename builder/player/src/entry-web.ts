import { run } from "./main";
import { Web } from "./trackers/web";

run(new Web(window));
