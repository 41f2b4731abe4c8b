import { servePack } from "../pulumi/pack";
import { security } from "./pack";

servePack(security);
