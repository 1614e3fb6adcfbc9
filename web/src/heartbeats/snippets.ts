// What to write into a job so that it reports, ready to be copied. `url` is where it pings: https://evenkeel.example.org/ping/KEY.

export interface Snippet {
  /** The same in every language. */
  name: string;
  text: string;
}

export const snippetsFor = (url: string): Snippet[] => [
  {
    name: 'cron',
    text: `30 2 * * *  /usr/local/bin/job && curl -fsS -m 10 --retry 5 -o /dev/null ${url}`,
  },
  {
    name: 'Shell',
    text: `curl -fsS -m 10 --retry 5 -o /dev/null ${url}/start
out=$(/usr/local/bin/job 2>&1)
curl -fsS -m 10 --retry 5 -o /dev/null --data-raw "$out" ${url}/$?`,
  },
  {
    name: 'systemd',
    text: `[Service]
Type=oneshot
ExecStart=/usr/local/bin/job
ExecStopPost=/bin/sh -c 'curl -fsS -m 10 --retry 5 -o /dev/null ${url}/$$EXIT_STATUS'`,
  },
  {
    name: 'PowerShell',
    text: `$job = Start-Process C:\\Jobs\\job.exe -Wait -PassThru
Invoke-RestMethod -TimeoutSec 10 -Uri "${url}/$($job.ExitCode -band 255)"`,
  },
  {
    name: 'Python',
    text: `import urllib.request

urllib.request.urlopen("${url}", timeout=10)`,
  },
];
