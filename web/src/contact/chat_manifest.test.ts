import { describe, expect, it } from 'vitest';
import { doorsOf, slackManifest } from './chat_manifest';

describe('the manifest of the app in Slack', () => {
  it('names the doors of this workspace and asks for no more than is needed', () => {
    const manifest = JSON.parse(slackManifest(doorsOf('https://help.example.org', '17')));
    expect(manifest.features.slash_commands[0].url).toBe('https://help.example.org/api/v1/chat/17/command');
    expect(manifest.settings.interactivity.request_url).toBe('https://help.example.org/api/v1/chat/17/action');
    expect(manifest.oauth_config.scopes.bot).toEqual(['chat:write', 'commands']);
  });
});
