'use strict';
// Everything is made with textContent: nothing that the document says is ever read as HTML.
const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((c) => c !== null && c !== undefined));
  return node;
};
let api;

const resolve = (schema) => {
  if (!schema || !schema.$ref) return schema || {};
  return schema.$ref.split('/').slice(1).reduce(
             (at, key) => (at || {})[key.replace(/~1/g, '/').replace(/~0/g, '~')], api) ||
      {};
};
const name_of = (schema) => (schema && schema.$ref ? schema.$ref.split('/').pop() : '');
const type_of = (schema) => {
  const s = resolve(schema);
  const type = Array.isArray(s.type) ? s.type.join(' | ') : s.type || (s.properties ? 'object' : '');
  if (s.type === 'array') return (name_of(s.items) || type_of(s.items)) + '[]';
  return [type, s.format && '(' + s.format + ')'].filter(Boolean).join(' ') || name_of(schema);
};

const sample = (schema, depth = 0) => {
  const s = resolve(schema);
  if (s.example !== undefined) return s.example;
  if (s.default !== undefined) return s.default;
  if (s.enum) return s.enum[0];
  const part = s.oneOf || s.anyOf || s.allOf;
  if (part) return sample(part[0], depth);
  const type = Array.isArray(s.type) ? s.type[0] : s.type;
  if (type === 'object' || s.properties) {
    const out = {};
    const required = s.required || Object.keys(s.properties || {});
    if (depth < 4)
      for (const key of required) out[key] = sample((s.properties || {})[key], depth + 1);
    return out;
  }
  if (type === 'array') return depth < 4 && s.items ? [sample(s.items, depth + 1)] : [];
  if (type === 'integer' || type === 'number') return s.minimum || 0;
  if (type === 'boolean') return false;
  if (s.format === 'date-time') return '2026-03-02T08:00:00Z';
  return '';
};

const schema_list = (schema, depth = 0) => {
  let s = resolve(schema);
  if (s.type === 'array' && s.items) s = resolve(s.items);
  const list = make('ul', {className: 'schema'});
  for (const [key, value] of Object.entries(s.properties || {})) {
    const inner = resolve(value);
    const words = [
      inner.enum && 'one of ' + inner.enum.join(', '), inner.maxLength && 'at most ' + inner.maxLength,
      inner.description
    ].filter(Boolean);
    const line = make(
        'span', {}, make('code', {textContent: key}), ' ',
        make('span', {className: 'soft', textContent: type_of(value)}),
        (s.required || []).includes(key) ? ' required' : '', words.length ? ' · ' + words.join(' · ') : '');
    const nested = inner.properties || (inner.type === 'array' && resolve(inner.items).properties);
    if (nested && depth < 4) {
      const more = make('details', {}, make('summary', {}, line));
      more.addEventListener('toggle', () => {
        if (more.open && more.children.length === 1) more.append(schema_list(value, depth + 1));
      });
      list.append(make('li', {}, more));
    } else {
      list.append(make('li', {}, line));
    }
  }
  if (!list.children.length) list.append(make('li', {className: 'soft', textContent: type_of(schema) || 'anything'}));
  return list;
};

const cookie = (name) => {
  const pair = document.cookie.split('; ').find((c) => c.startsWith(name + '='));
  return pair ? decodeURIComponent(pair.slice(name.length + 1)) : '';
};

const send = async (verb, path, inputs, body, type, result) => {
  const headers = {}, query = new URLSearchParams();
  for (const {parameter, input} of inputs) {
    const value = input.value;
    if (parameter.in === 'path')
      path = path.replace('{' + parameter.name + '}', encodeURIComponent(value));
    else if (value === '')
      continue;
    else if (parameter.in === 'query')
      query.append(parameter.name, value);
    else
      headers[parameter.name] = value;
  }
  const token = document.getElementById('token').value;
  if (token)
    headers.Authorization = 'Bearer ' + token;
  else if (verb !== 'get')
    headers['X-CSRF-Token'] = cookie('evenkeel_csrf');
  if (body !== undefined) headers['Content-Type'] = type;
  const url = path + (query.size || query.toString() ? '?' + query : '');
  result.replaceChildren(make('p', {textContent: 'Sending …'}));
  const began = performance.now();
  try {
    const answer =
        await fetch(url, {method: verb.toUpperCase(), headers, body, credentials: token ? 'omit' : 'same-origin'});
    const text = await answer.text();
    const took = Math.round(performance.now() - began);
    let shown = text;
    try {
      shown = JSON.stringify(JSON.parse(text), null, 2);
    } catch { /* not JSON: as it came */
    }
    const said = ['content-type', 'etag', 'location', 'retry-after', 'x-request-id']
                     .filter((h) => answer.headers.get(h))
                     .map((h) => h + ': ' + answer.headers.get(h));
    result.replaceChildren(
        make(
            'p', {},
            make(
                'strong',
                {className: answer.ok ? 'good' : 'bad', textContent: answer.status + ' ' + answer.statusText}),
            ' in ' + took + ' ms · ', make('code', {textContent: verb.toUpperCase() + ' ' + url})),
        make('pre', {textContent: said.join('\n')}), shown ? make('pre', {textContent: shown}) : null);
  } catch (error) {
    result.replaceChildren(make('p', {className: 'bad', textContent: 'No answer: ' + error.message}));
  }
};

const inside = (path, verb, operation) => {
  const box = make('div', {className: 'inside'});
  if (operation.description) box.append(make('p', {textContent: operation.description}));
  box.append(make(
      'p', {className: 'soft'}, 'Operation ', make('code', {textContent: operation.operationId}),
      operation['x-permission'] ? ' · needs ' : ' · open to all',
      operation['x-permission'] ? make('code', {textContent: operation['x-permission']}) : null));
  const inputs = [];
  if (operation.parameters) {
    const rows = operation.parameters.map((parameter) => {
      const input = make('input', {ariaLabel: parameter.name, placeholder: parameter.required ? 'required' : ''});
      inputs.push({parameter, input});
      return make(
          'tr', {}, make('td', {}, make('code', {textContent: parameter.name})),
          make('td', {textContent: parameter.in}), make('td', {textContent: type_of(parameter.schema)}),
          make('td', {textContent: parameter.description || ''}), make('td', {}, input));
    });
    const head = make('tr', {}, ...['Name', 'In', 'Type', 'Meaning', 'Value'].map((h) => make('th', {textContent: h})));
    box.append(make('h3', {textContent: 'Parameters'}), make('table', {}, head, ...rows));
  }
  let area, type;
  if (operation.requestBody) {
    const [[media, {schema}]] = Object.entries(operation.requestBody.content);
    type = media;
    area = make('textarea', {
      ariaLabel: 'Body',
      spellcheck: false,
      value: media.includes('json') ? JSON.stringify(sample(schema), null, 2) : ''
    });
    box.append(make('h3', {textContent: 'Body (' + media + ') ' + name_of(schema)}), schema_list(schema), area);
  }
  box.append(make('h3', {textContent: 'Answers'}));
  for (const [status, response] of Object.entries(operation.responses)) {
    const content = Object.values(response.content || {})[0];
    const line = make(
        'summary', {}, make('strong', {className: status < 400 ? 'good' : 'bad', textContent: status}),
        ' ' + response.description + ' ',
        make(
            'span',
            {className: 'soft', textContent: content ? name_of(content.schema) || type_of(content.schema) : ''}));
    const more = make('details', {}, line);
    if (content)
      more.addEventListener('toggle', () => {
        if (more.open && more.children.length === 1) more.append(schema_list(content.schema));
      });
    box.append(more);
  }
  const result = make('div', {role: 'status'});
  const button = make('button', {type: 'button', textContent: 'Send'});
  button.addEventListener('click', () => send(verb, path, inputs, area ? area.value : undefined, type, result));
  box.append(button, result);
  return box;
};

const show = () => {
  const words = document.getElementById('find').value.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map();
  for (const [path, verbs] of Object.entries(api.paths)) {
    for (const [verb, operation] of Object.entries(verbs)) {
      const text =
          [path, verb, operation.summary, operation.operationId, operation['x-permission']].join(' ').toLowerCase();
      if (!words.every((w) => text.includes(w))) continue;
      const item = make(
          'details', {className: 'operation'},
          make(
              'summary', {}, make('span', {className: 'verb', textContent: verb.toUpperCase()}),
              make('code', {textContent: path}),
              make('span', {className: 'says', textContent: operation.summary || ''})));
      item.addEventListener('toggle', () => {
        if (item.open && item.children.length === 1) item.append(inside(path, verb, operation));
      });
      const tag = (operation.tags || ['other'])[0];
      if (!groups.has(tag)) groups.set(tag, []);
      groups.get(tag).push(item);
    }
  }
  const tags = [...groups.keys()].sort();
  const anchor = (tag) => 'group-' + tag.replace(/\W+/g, '-');
  document.getElementById('tags').replaceChildren(...tags.map(
      (tag) => make('a', {href: '#' + anchor(tag), textContent: tag + ' (' + groups.get(tag).length + ')'})));
  document.getElementById('operations')
      .replaceChildren(
          ...tags.flatMap((tag) => [make('h2', {id: anchor(tag), textContent: tag}), ...groups.get(tag)]),
          tags.length ? '' : make('p', {textContent: 'Nothing matches.'}));
};

fetch('/api/openapi.json', {credentials: 'same-origin'})
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status + ' ' + answer.statusText))))
    .then((document_) => {
      api = document_;
      const title = api.info.title + ' API ' + api.info.version;
      document.title = title;
      document.getElementById('title').textContent = title;
      document.getElementById('find').addEventListener('input', show);
      show();
    })
    .catch((error) => {
      document.getElementById('operations')
          .replaceChildren(
              make('p', {className: 'bad', textContent: 'The document could not be read: ' + error.message}));
    });
