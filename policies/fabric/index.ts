import { servePack } from "../pulumi/pack";
import { fabric } from "./pack";

servePack(fabric);
