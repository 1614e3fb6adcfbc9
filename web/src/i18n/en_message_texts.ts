// The words of the house's own messages, in English.

export const enMessageTexts = {
  variables: 'Variables of this message',
  needed: 'It must hold:',
  how: '{{name}} is replaced. {{#name}} what stands only with it {{/name}}, {{^name}} what stands without it {{/name}}.',
  builtIn: 'The built-in words',
  takeBuiltIn: 'Begin with them',
  incident: 'Try it on an incident',
  incidentHelp: 'Empty: a made-up one.',
  preview: 'Preview',
  choose: 'Choose a message first.',
};
