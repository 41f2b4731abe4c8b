import { describe, expect, test } from "vitest";
import { al2023UserData, bottlerocketUserData, efaHugePages } from "../../../components/compute/nodeConfig";

interface Part {
  type: string;
  body: string;
}

/** Reads a multipart message by RFC 2046: delimiter lines, headers, an empty line, the body. */
function parts(message: string): Part[] {
  const boundary = /^Content-Type: multipart\/mixed; boundary="([^"]+)"$/m.exec(message)?.[1];
  expect(boundary).toBeDefined();
  const [head, ...rest] = message.split(`\n--${boundary}`);
  expect(head).toMatch(/^MIME-Version: 1\.0\n/);
  expect(rest.pop()).toBe("--\n");
  return rest.map((part) => {
    const [headers = "", ...body] = part.trimStart().split("\n\n");
    return { type: headers.replace("Content-Type: ", ""), body: body.join("\n\n").trim() };
  });
}

describe("al2023UserData", () => {
  test("of an EFA node sets huge pages aside by script and its disks by NodeConfig", () => {
    const [script, config, ...none] = parts(
      al2023UserData({ localDisks: "raid0", hugePages: efaHugePages, alignToNuma: true }),
    );
    expect(none).toEqual([]);
    expect(script?.type).toBe("text/x-shellscript");
    expect(script?.body.split("\n")[0]).toBe("#!/bin/bash");
    expect(script?.body).toContain('echo "vm.nr_hugepages = 5128" > /etc/sysctl.d/90-efa-hugepages.conf');
    expect(config?.type).toBe("application/node.eks.aws");
    expect(JSON.parse(config?.body ?? "")).toEqual({
      apiVersion: "node.eks.aws/v1alpha1",
      kind: "NodeConfig",
      spec: {
        kubelet: {
          config: {
            serializeImagePulls: false,
            cpuManagerPolicy: "static",
            topologyManagerPolicy: "best-effort",
          },
        },
        instance: { localStorage: { strategy: "RAID0" } },
      },
    });
  });

  test("of a plain node has a NodeConfig alone, without disks and CPU pinning", () => {
    const [config, ...none] = parts(al2023UserData({ alignToNuma: false }));
    expect(none).toEqual([]);
    expect(JSON.parse(config?.body ?? "").spec).toEqual({ kubelet: { config: { serializeImagePulls: false } } });
  });
});

test("bottlerocketUserData says the same in settings", () => {
  expect(bottlerocketUserData({ localDisks: "raid0", hugePages: 5128, alignToNuma: true })).toBe(
    `[settings.kubernetes]
topology-manager-policy = "best-effort"
cpu-manager-policy = "static"

[settings.kernel.sysctl]
"vm.nr_hugepages" = "5128"

[settings.bootstrap-commands.local-nvme]
commands = [
  ["apiclient", "ephemeral-storage", "init"],
  ["apiclient", "ephemeral-storage", "bind", "--dirs", "/var/lib/containerd", "/var/lib/kubelet", "/var/log/pods"],
]
essential = true
mode = "always"
`,
  );
});
