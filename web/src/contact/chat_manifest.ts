// What Slack wants to know of our app, as it takes it: "Create an app from a manifest".

export interface Doors {
  command: string;
  action: string;
}
export const doorsOf = (origin: string, workspace: string): Doors => ({
  command: `${origin}/api/v1/chat/${workspace}/command`,
  action: `${origin}/api/v1/chat/${workspace}/action`,
});

export const slackManifest = (doors: Doors): string =>
  JSON.stringify(
    {
      display_information: { name: 'Evenkeel', description: 'Incidents' },
      features: {
        bot_user: { display_name: 'Evenkeel', always_online: true },
        slash_commands: [
          {
            command: '/incident',
            url: doors.command,
            description: 'Log and work incidents',
            usage_hint: 'declare TITLE | ack 42 | note 42 TEXT | list | help',
            should_escape: false,
          },
        ],
      },
      oauth_config: { scopes: { bot: ['chat:write', 'commands'] } },
      settings: {
        interactivity: { is_enabled: true, request_url: doors.action },
        org_deploy_enabled: false,
        socket_mode_enabled: false,
        token_rotation_enabled: false,
      },
    },
    null,
    2,
  );
