/** Asks once, whatever comes of it: what was raised is raised again. */
export function once<Answer>(ask: () => Answer): () => Answer {
  let settled: (() => Answer) | undefined;
  return () => {
    if (!settled) {
      try {
        const answer = ask();
        settled = () => answer;
      } catch (raised) {
        settled = () => {
          throw raised;
        };
      }
    }
    return settled();
  };
}

/** Remembers the answer to a question about an object, for as long as the object lives. */
export function remembered<Subject extends object, Answer>(
  ask: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const answers = new WeakMap<Subject, () => Answer>();
  return (subject) => {
    let answer = answers.get(subject);
    if (!answer) {
      answer = once(() => ask(subject));
      answers.set(subject, answer);
    }
    return answer();
  };
}

/** As `remembered`, for a question about a resource, told apart by its id, in a context such as a view. */
export function rememberedFor<Context extends object, Subject extends { readonly id: string }, Answer>(
  ask: (context: Context, subject: Subject) => Answer,
): (context: Context, subject: Subject) => Answer {
  const answersIn = remembered((_context: Context) => new Map<string, () => Answer>());
  return (context, subject) => {
    const answers = answersIn(context);
    let answer = answers.get(subject.id);
    if (!answer) {
      answer = once(() => ask(context, subject));
      answers.set(subject.id, answer);
    }
    return answer();
  };
}
