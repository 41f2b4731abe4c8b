// Follows every link of the built site, anchors too, and fails where one is dead. Links to other sites are not followed: a build needs no network.
import { LinkChecker, LinkState } from "linkinator";

const { links } = await new LinkChecker().check({
  path: process.env.SITE_BASE || "/",
  serverRoot: ".vitepress/dist",
  cleanUrls: true,
  recurse: true,
  checkFragments: true,
  linksToSkip: ["^(?!http://localhost)"],
});
const dead = links.filter(({ state }) => state === LinkState.BROKEN);
for (const { url, parent, status } of dead) console.error(`${parent} -> ${url}: ${status}`);
console.log(`${links.length} links, ${dead.length} dead`);
process.exitCode = dead.length > 0 ? 1 : 0;
