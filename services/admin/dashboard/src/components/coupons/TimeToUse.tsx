import { useAddress } from '@/components/range/useAddress';
import { TimesPart } from '@/components/section/TimesPart';
import { useI18n } from '@/i18n';
import { comparedTemplates, templateName, timesToUse, type Template } from '@/lib/templates';

interface Props {
  readonly templates: readonly Template[];
  /** Those of the range before, if that is compared. */
  readonly before: readonly Template[] | undefined;
  readonly file: string;
}

/** How long coupons took to be used: those of one template, or all. */
export function TimeToUse({ templates, before, file }: Props) {
  const { t } = useI18n();
  const { get, change } = useAddress();
  const asked = get('template');
  const known = comparedTemplates(templates, before).map(({ now }) => now);
  const chosen = known.some(({ templateId }) => templateId === asked) ? asked : '';
  return (
    <TimesPart
      name="time-to-use"
      title="templates.time"
      definition="templates.timeDefinition"
      file={file}
      times={timesToUse(templates, chosen)}
      before={before && timesToUse(before, chosen)}
      counted="templates.used"
      none="templates.noneUsed"
      medianDefinition="templates.medianDefinition"
      p90Definition="templates.p90Definition"
      actions={
        <label className="inline-field">
          <span className="hidden">{t('coupons.name')}</span>
          <select
            className="select select-small"
            name="template"
            value={chosen}
            onChange={event => change({ template: event.target.value })}
          >
            <option value="">{t('templates.all')}</option>
            {known.map(each => (
              <option key={each.templateId} value={each.templateId}>
                {templateName(each)}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <p className="quiet chart-foot">{t('templates.young')}</p>
    </TimesPart>
  );
}
