import { servePack } from "../pulumi/pack";
import { cost } from "./pack";

servePack(cost);
