import { EXAMPLE_MATTER } from '../../access/example-matters.ts';

/** A question that a new store with the synthetic city can answer at once, in both languages. */
export interface ExampleQuestion {
  readonly english: string;
  readonly chinese: string;
  /** One named operation. */
  readonly query: string;
}

/** What a newcomer is shown to ask; a test holds the queries to the schema. */
export const EXAMPLE_QUESTIONS: readonly ExampleQuestion[] = [
  {
    english: 'Who was in the accidents of the traffic police, and which other departments know them?',
    chinese: '交警记录的事故涉及哪些人？还有哪些部门掌握他们的信息？',
    query: `query WhoWasInAccidents {
  records(where: { datasets: ["traffic-police/accidents"] }, first: 5, matter: "${EXAMPLE_MATTER}") {
    totalCount
    nodes {
      key
      period { from }
      mentions {
        role
        name
        entity { id kind departments { name } }
      }
    }
  }
}`,
  },
  {
    english: 'What does every department state about the people named Wang, in whose words?',
    chinese: '各部门对姓“王”的人分别登记了什么？原文怎么写？',
    query: `query WhatIsSaidOfWang {
  search(text: "王", kind: Person, first: 5, matter: "${EXAMPLE_MATTER}") {
    totalCount
    nodes {
      entity {
        id
        name
        claims {
          attribute
          value
          preferred
          sources { department { name } original statedAt }
        }
      }
    }
  }
}`,
  },
  {
    english: 'Which vehicles belong to whom, and what happened to them?',
    chinese: '车辆归谁所有？发生过什么事？',
    query: `query WhatHappenedToVehicles {
  entities(where: { kind: Thing, departments: ["vehicles"] }, first: 5, matter: "${EXAMPLE_MATTER}") {
    nodes {
      name
      links(first: 5) { nodes { type period { from to } other { kind name } } }
      timeline(first: 5) { nodes { period { from } roles record { dataset { name } key } } }
    }
  }
}`,
  },
];

/** All questions in one document: run the operation that the cursor is in. */
export function buildDefaultQuery(): string {
  const questions = EXAMPLE_QUESTIONS.map(
    ({ english, chinese, query }) => `# ${english}\n# ${chinese}\n${query}\n`,
  );
  return [
    '# Put the cursor into a question and press Ctrl-Enter. Tokens, as `jingwei token` makes them, go under Headers as Authorization.\n' +
      '# 将光标置于某个问题内，按 Ctrl-Enter 运行；令牌（可用 `jingwei token` 生成）填写在 Headers 的 Authorization 中。\n',
    ...questions,
  ].join('\n');
}
