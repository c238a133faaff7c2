import type { I18n, PlainKey } from '@/i18n';
import { specFields, specParts } from '@/lib/specFields';
import { patternOf } from '@/lib/specPath';
import type { CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';

/** A field as the form calls it, with the coupon that it is of; its path where the form has no such field. */
export function placeWords({ t }: Pick<I18n, 't'>, spec: CampaignSpec, path: string): string {
  const name = nameOf(path);
  const label = name ? t(name) : path;
  const template = templateOf(spec, path);
  return template === undefined ? label : `${template} · ${label}`;
}

function nameOf(path: string): PlainKey | undefined {
  if (/\.free_(item|delivery)$/.test(path)) return 'rules.benefit';
  const pattern = patternOf(path);
  const name = (each: string): PlainKey | undefined => specFields[each]?.label ?? specParts[each];
  // An entry of a list is called as the list.
  return name(pattern) ?? name(pattern.replace(/\[\]$/, ''));
}

function templateOf({ templates, recipe }: CampaignSpec, path: string): string | undefined {
  const [, part, index] = /^(templates|recipe)\[(\d+)\]/.exec(path) ?? [];
  if (part === undefined) return undefined;
  const id = part === 'recipe' ? recipe[Number(index)]?.templateId : undefined;
  const template = part === 'recipe' ? templates.find(each => each.templateId === id) : templates[Number(index)];
  return template?.displayName || template?.templateId;
}
