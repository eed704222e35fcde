import { STYLES } from "./element";
import { Tabs } from "./tabs";

STYLES.tabs = Tabs;
