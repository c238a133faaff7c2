import { DataTable, type Column } from '@/components/DataTable';
import { Part } from '@/components/section/Part';
import { useI18n } from '@/i18n';
import { formatFen } from '@/lib/money';
import { templateCells, templateName, type Template } from '@/lib/templates';

interface Props {
  readonly templates: readonly Template[];
  readonly file: string;
  /** Of a range, the coupons used are not some of those given, so that there is no share of them. */
  readonly wholeLife: boolean;
}

/** The numbers of each template. */
export function TemplateTable({ templates, file, wholeLife }: Props) {
  const { t } = useI18n();
  const columns = useColumns(wholeLife);
  const yuan = (name: string): string => t('csv.yuan', { metric: name });
  return (
    <Part
      name="templates"
      title="templates.table"
      definition="templates.definition"
      file={file}
      header={[
        t('coupons.name'),
        t('coupons.template'),
        t('coupons.given'),
        yuan(t('templates.value')),
        t('templates.used'),
        t('templates.returned'),
        t('templates.expired'),
        yuan(t('value.discountFen')),
        yuan(t('value.reversedFen')),
        t('templates.baskets'),
        yuan(t('templates.basket')),
        t('templates.items'),
      ]}
      cells={templateCells(templates)}
    >
      <div className="first-fixed first-wide">
        <DataTable
          caption={t('templates.table')}
          columns={columns}
          rows={templates}
          rowKey={({ templateId }) => templateId}
        />
      </div>
      {!wholeLife && <p className="quiet chart-foot">{t('templates.ownDays')}</p>}
    </Part>
  );
}

function useColumns(wholeLife: boolean): Column<Template>[] {
  const { t, count, share } = useI18n();
  const used: Column<Template> = {
    name: t('templates.share'),
    definition: 'templates.shareDefinition',
    render: each => share(each.redeemed - each.returned, each.given),
    figure: true,
  };
  return [
    {
      name: t('coupons.name'),
      render: each => (
        <>
          {templateName(each)}
          <br />
          <code>{each.templateId}</code>
        </>
      ),
    },
    {
      name: t('coupons.given'),
      definition: 'templates.givenDefinition',
      render: each => count(each.given),
      figure: true,
    },
    {
      name: t('templates.value'),
      definition: 'valueDefinition.liabilityFen',
      render: each => formatFen(each.liabilityFen),
      figure: true,
    },
    {
      name: t('templates.used'),
      definition: 'templates.usedDefinition',
      render: each => count(each.redeemed),
      figure: true,
    },
    ...(wholeLife ? [used] : []),
    {
      name: t('templates.returned'),
      definition: 'templates.returnedDefinition',
      render: each => count(each.returned),
      figure: true,
    },
    {
      name: t('templates.expired'),
      definition: 'templates.expiredDefinition',
      render: each => count(each.expired),
      figure: true,
    },
    {
      name: t('templates.discount'),
      definition: 'valueDefinition.discountFen',
      render: each => formatFen(each.discountFen),
      figure: true,
    },
    {
      name: t('templates.reversed'),
      definition: 'valueDefinition.reversedFen',
      render: each => formatFen(each.reversedFen),
      figure: true,
    },
  ];
}
