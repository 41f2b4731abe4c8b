import type { EChartsOption } from "echarts";
import type { BillLine, Concern } from "../../plan/bill";
import { countNotPriced } from "../../plan/cost/views";
import { amountWords, dollars, nameOfUrn, plural } from "../../plan/render/words";
import { type ChartSize, chartSvg } from "../../sizing/render/svg";
import { Drawn, More, Pair, Table } from "../parts";
import type { ReportSection } from "../section";
import type { ReportSubject } from "../subject";
import { percent, wholeDollars } from "../words";

export function billSection({ plan: { bill } }: ReportSubject): ReportSection {
  const ranges = bill.maximumMonthlyUSD > bill.minimumMonthlyUSD;
  const items = itemsOf(bill.lines);
  const label = `The bill as areas: ${bill.concerns.map(({ concern, monthlyUSD }) => `${concern} ${wholeDollars(monthlyUSD)}`).join(", ")}`;
  return {
    id: "bill",
    title: "Bill",
    lead: (
      <>
        <b>{dollars(bill.monthlyUSD)}</b> a month, {dollars(bill.monthlyUSD / bill.hoursPerMonth)} an hour
        {ranges && (
          <>
            ; {wholeDollars(bill.minimumMonthlyUSD)} to {wholeDollars(bill.maximumMonthlyUSD)} with pools and use at
            their least and most
          </>
        )}
        .
      </>
    ),
    body: (
      <>
        <Drawn
          class="chart wide-only"
          svg={treemap("bill-wide", items, { width: 1080, height: 240 }, 0.04)}
          label={label}
        />
        <Drawn
          class="chart narrow-only"
          svg={treemap("bill-narrow", items, { width: 360, height: 260 }, 0.15)}
          label={label}
        />
        <Table
          caption="Monthly cost by concern"
          columns={[{ head: "Concern" }, { head: "Share", figure: true }, { head: "A month", figure: true }]}
          rows={bill.concerns.map(({ concern, monthlyUSD }) => [
            <span class={`key key-${keyOf(concern)}`}>{concern}</span>,
            percent(monthlyUSD / bill.monthlyUSD),
            dollars(monthlyUSD),
          ])}
          foot={["total", "", dollars(bill.monthlyUSD)]}
        />
        <More summary={`All ${plural(items.length, "item")}, with where their prices were read`}>
          <Table
            caption="Every item of the bill"
            columns={[{ head: "Item" }, { head: "Quantity", figure: true }, { head: "A month", figure: true }]}
            rows={items.map((item) => [
              <Pair first={item.item} second={`${item.name}; ${item.source}`} />,
              <Pair
                first={`${item.quantity.toLocaleString("en-US", { maximumFractionDigits: 1 })} ${item.unit}`}
                second={item.usageBased ? "assumed use" : `at $${item.unitPriceUSD}`}
              />,
              dollars(item.monthlyUSD),
            ])}
          />
        </More>
        <NotPriced bill={bill} />
      </>
    ),
  };
}

function NotPriced({ bill: { notPriced, usage } }: Pick<ReportSubject["plan"], "bill">) {
  return (
    <>
      <h3>Not in the bill</h3>
      {notPriced.length === 0 ? (
        <p>Every charge that AWS makes is priced.</p>
      ) : (
        <>
          <p>{plural(notPriced.length, "charge")} could not be priced, and none is counted as zero.</p>
          <More summary="What is not priced, and why">
            <Table
              caption="Charges that the bill leaves out"
              columns={[{ head: "Charge" }, { head: "Times", figure: true }]}
              rows={countNotPriced(notPriced).map(({ item, reason, count }) => [
                <Pair first={item} second={reason} />,
                count,
              ])}
            />
          </More>
        </>
      )}
      <More summary="What the bill assumes where use decides">
        <Table
          caption="Assumed use"
          columns={[{ head: "usage, in the stack file" }, { head: "Assumed", figure: true }]}
          rows={Object.entries(usage).map(([key, amount]) => [<code>{key}</code>, amountWords(amount)])}
        />
      </More>
    </>
  );
}

interface BillItem extends BillLine {
  /** Of the resource, or how many there are. */
  name: string;
}

/** Lines of one item at one price of one resource together, the dearest first. */
function itemsOf(lines: readonly BillLine[]): BillItem[] {
  const groups = new Map<string, BillLine[]>();
  for (const line of lines) {
    const key = [line.concern, line.item, line.unitPriceUSD, line.source].join("\0");
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const items = [...groups.values()].map((group): BillItem => {
    const [first] = group as [BillLine];
    const urns = new Set(group.map(({ urn }) => urn));
    const sum = (of: (line: BillLine) => number) => group.reduce((total, line) => total + of(line), 0);
    return {
      ...first,
      name: urns.size === 1 ? nameOfUrn(first.urn) : plural(urns.size, "resource"),
      quantity: sum(({ quantity }) => quantity),
      monthlyUSD: sum(({ monthlyUSD }) => monthlyUSD),
    };
  });
  return items.sort((a, b) => b.monthlyUSD - a.monthlyUSD || (a.item < b.item ? -1 : 1));
}

const keyOf = (concern: Concern) => concern.replace(" ", "-");

/** Areas by money: concerns in their colours, items within them; those below the share have no room for their name. */
function treemap(name: string, items: BillItem[], size: ChartSize, named: number): string {
  const total = items.reduce((sum, { monthlyUSD }) => sum + monthlyUSD, 0);
  const concerns = [...new Set(items.map(({ concern }) => concern))];
  const option: EChartsOption = {
    // Every area has its own colour; the palette, which the library reads all the same, cannot be properties of the page.
    color: ["#000000"],
    series: [
      {
        type: "treemap",
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        label: {
          position: "insideTopLeft",
          padding: 6,
          fontSize: 13,
          lineHeight: 18,
          color: "var(--text)",
          overflow: "truncate",
        },
        itemStyle: { borderColor: "var(--surface)", borderWidth: 0, gapWidth: 2 },
        levels: [{ itemStyle: { gapWidth: 4, borderColor: "var(--surface)" } }],
        data: concerns.map((concern) => ({
          name: concern,
          itemStyle: { color: `var(--fill-${keyOf(concern)})` },
          children: items
            .filter((item) => item.concern === concern)
            .map((item) => ({
              name: `${item.item}\n${wholeDollars(item.monthlyUSD)}`,
              value: item.monthlyUSD,
              label: { show: item.monthlyUSD / total >= named },
              itemStyle: { color: `var(--fill-${keyOf(concern)})` },
            })),
        })),
      },
    ],
  };
  return chartSvg(name, option, size);
}
