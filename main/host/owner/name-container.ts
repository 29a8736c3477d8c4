/** Container ids in the paths of control groups, by who makes them. */
const kinds: readonly [RegExp, string][] = [
  [/(?:docker[-/])([0-9a-f]{64})/, 'docker'],
  [/(?:libpod[-/])([0-9a-f]{64})/, 'podman'],
  [/(?:cri-containerd[-:/]|crio-|cri-o-)([0-9a-f]{64})/, 'kubernetes'],
  [/kubepods[^\n]*[/-]([0-9a-f]{64})/, 'kubernetes'],
  [/(?:containerd[-:/])([0-9a-f]{64})/, 'containerd'],
  [/lxc(?:\.payload\.|\.payload\/|\/)([\w.-]+)/, 'lxc'],
  [/machine-([\w.-]+?)\.scope/, 'machine'],
];

/** The container of a process, such as `docker 3f2a9c11d0aa`, from the text of /proc/PID/cgroup; null outside of one. */
export function nameContainer(cgroup: string): string | null {
  for (const [pattern, kind] of kinds) {
    const id = pattern.exec(cgroup)?.[1];
    if (id !== undefined) return `${kind} ${/^[0-9a-f]{64}$/.test(id) ? id.slice(0, 12) : id.replace(/\\x2d/g, '-')}`;
  }
  return null;
}
