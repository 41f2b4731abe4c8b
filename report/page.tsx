import type { JSX } from "preact";
import type { ReportSection } from "./section";
import type { ReportSubject } from "./subject";
import { Masthead } from "./sections/masthead";

/** Nothing is loaded and no script runs, whatever a stack file's texts hold. */
const contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:";

export function Page(props: { subject: ReportSubject; sections: ReportSection[]; style: string }): JSX.Element {
  const { subject, sections, style } = props;
  const { stack, environment } = subject.plan;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content={contentSecurityPolicy} />
        <meta name="color-scheme" content="light dark" />
        <title>{`${stack} (${environment}): AI region report`}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the report
        </a>
        <Masthead subject={subject} />
        <nav aria-label="Sections">
          <ul>
            {sections.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="content">
          {sections.map(({ id, title, lead, body }) => (
            <section key={id} id={id} aria-labelledby={`${id}-title`}>
              <header>
                <h2 id={`${id}-title`}>{title}</h2>
                {lead !== undefined && <p class="lead">{lead}</p>}
              </header>
              {body}
            </section>
          ))}
        </main>
        <footer>
          <p>
            Made by aidc {subject.version} from <code>{subject.plan.file}</code>: the same program that{" "}
            <code>pulumi up</code> deploys, planned without a cloud account.
            {!subject.measured && " The same commit gives the same report."}
          </p>
        </footer>
      </body>
    </html>
  );
}
