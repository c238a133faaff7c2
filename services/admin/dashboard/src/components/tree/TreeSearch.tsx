import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useI18n } from '@/i18n';
import { findUsers, type ShareTree } from '@/lib/shareTree';

interface Props {
  readonly tree: ShareTree;
  readonly chosen: number;
  readonly onChoose: (node: number) => void;
}

/** Finds people in the tree, one after the other. */
export function TreeSearch({ tree, chosen, onChoose }: Props) {
  const { t, count } = useI18n();
  const [text, setText] = useState('');
  const found = findUsers(tree, text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const next = found.find(node => node > chosen) ?? found[0];
    if (next !== undefined) onChoose(next);
  };
  return (
    <form className="search-line" role="search" onSubmit={submit}>
      <Input
        name="find"
        className="search-shop"
        aria-label={t('tree.find')}
        placeholder={t('tree.find')}
        value={text}
        onChange={event => setText(event.target.value)}
        allowClear
      />
      <Button htmlType="submit" disabled={found.length === 0}>
        {t('tree.next')}
      </Button>
      {text.trim() && (
        <span className="quiet" role="status">
          {t('tree.found', { found: count(found.length) })}
        </span>
      )}
    </form>
  );
}
