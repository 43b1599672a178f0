using System.Globalization;
using Dapper;

namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>
/// Writes the statement of one page: newest first, down to a floor, so that a page is quick also where next to nothing fits among millions of messages.
/// What is checked on the way is written so that neither store looks at it before it is met.
/// </summary>
internal sealed class ListQuery(MessageFilter filter, MessageCursor? cursor, IStoreDialect dialect)
{
    /// <summary>True if ids, cases or a student are asked for: they have few messages, found by an index that knows no order.</summary>
    public static bool IsOfFew(MessageFilter filter) => filter.AnyOf.Ids.Count + filter.AnyOf.CaseIds.Count + filter.Students.Count > 0;

    /// <summary>True if an institution asks for what others sent each other, of which it sees nothing.</summary>
    public static bool IsOfOthers(MessageFilter filter) => filter.VisibleTo is { } institution
        && filter.AnyOf is { Senders.Count: > 0, Recipients.Count: > 0 } && !filter.AnyOf.Senders.Contains(institution) && !filter.AnyOf.Recipients.Contains(institution);

    /// <summary>True if a walk may meet messages that do not fit.</summary>
    public static bool MayMiss(MessageFilter filter) => filter.AnyOf.Count + filter.NoneOf.Count > 0 || filter.Outcome is not null || filter.Cause is not null;

    /// <summary>True if every row that these walks meet fits, so that none is looked at in vain.</summary>
    public bool AllFit(IReadOnlyList<Walk> walks) =>
        filter is { NoneOf.Count: 0, Outcome: null }
        && (filter.VisibleTo is null || walks.All(walk => walk.Of == filter.VisibleTo))
        && walks[0].Answered switch
        {
            Asked.Cause => filter.AnyOf.Count == 0,
            Asked.Codes or Asked.States => filter.AnyOf.Count == 1 && filter.Cause is null,
            _ => !MayMiss(filter),
        };

    /// <summary>Reads, for each walk that has so many rows, the number of its choice and the place that they end at.</summary>
    public CommandDefinition Floors(IReadOnlyList<IReadOnlyList<Walk>> choices, int rows, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(new { skipped = rows - 1 });
        var between = Between(null, parameters);
        var places = choices.SelectMany((walks, choice) => walks.Select(walk => (walk, choice))).Select((one, i) =>
        {
            var (walk, choice) = one;
            var conditions = Key(walk, i, parameters).Concat(between.Select(condition => On(walk, condition)));
            return $"select {choice}, w{i}.* from (select {walk.Time} as received_at, {walk.Row} as id from {walk.Table}{Where(conditions)} order by {walk.Time} desc, {walk.Row} desc limit 1 offset @skipped) w{i}";
        });
        return new CommandDefinition(string.Join(" union all ", places), parameters, cancellationToken: cancellationToken);
    }

    /// <summary>Reads a page by some walks; rows come newest first, one per message and visible delivery.</summary>
    public CommandDefinition Page(IReadOnlyList<Walk> walks, MessageCursor? floor, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters();
        var written = new ListConditions(filter, walks[0].Answered, dialect, parameters); // of one choice, all answer the same
        var between = Between(floor, parameters);
        var ofMessages = new Lazy<List<string>>(() => [.. written.OfMessage()]);
        var ofDeliveries = new Lazy<List<string>>(() => [.. written.OfDelivery("s"), .. written.OfMessageItself()]);
        var ofOwn = new Lazy<List<string>>(() => [.. written.OfDelivery("s", isOwn: true), .. written.OfMessageItself()]);
        var found = walks.Select((walk, i) =>
        {
            var checks = walk.IsOfDeliveries ? (walk.Of is not null && walk.Of == filter.VisibleTo ? ofOwn : ofDeliveries).Value : PartySays(walk) ? [] : ofMessages.Value;
            IEnumerable<string> conditions = [.. Key(walk, i, parameters), .. between.Select(condition => On(walk, condition)), .. walk.IsOfMessages ? checks : OnTheWay(walk, checks)];
            return Part($"w{i}", walk.Table, walk.Time, walk.Row, conditions, walk.IsOfDeliveries ? $"group by {walk.Time}, {walk.Row}" : "");
        });
        return Command("", found, parameters, cancellationToken);
    }

    /// <summary>Reads a page of the few messages with these ids, of these cases or of this student.</summary>
    public CommandDefinition Few(CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters();
        var written = new ListConditions(filter, Asked.Nothing, dialect, parameters);
        var key = filter.AnyOf.Ids.Count > 0 ? written.IsId(filter.AnyOf.Ids)
            : filter.AnyOf.CaseIds.Count > 0 ? written.IsCase(filter.AnyOf.CaseIds)
            : written.IsOfStudent();
        IEnumerable<string> conditions = [.. written.OfMessage(), .. Between(null, parameters).Select(condition => string.Format(CultureInfo.InvariantCulture, condition, "m.received_at", "m.id"))];
        // Materialised, so that no planner walks an index by time instead and checks the id on the way.
        return Command(
            $"few as materialized (select m.* from message m where {key}), ", [Part("w", "few m", "m.received_at", "m.id", conditions, "")], parameters, cancellationToken);
    }

    private static string Part(string name, string source, string time, string row, IEnumerable<string> conditions, string group) => $"""
        select * from (
          select {time} as received_at, {row} as id
          from {source}{Where(conditions)}
          {group}
          order by {time} desc, {row} desc
          limit @take) {name}
        """;

    private CommandDefinition Command(string before, IEnumerable<string> parts, DynamicParameters parameters, CancellationToken cancellationToken)
    {
        parameters.Add("take", filter.Limit + 1);
        parameters.Add("visibleTo", StoredText.OfOptional(filter.VisibleTo));
        var visible = filter.VisibleTo is null ? "" : " and (m.sender = @visibleTo or d.recipient = @visibleTo)";
        var sql = $"""
            with {before}page as (
              {string.Join(" union ", parts)}
              order by received_at desc, id desc
              limit @take)
            select {MessageReader.MessageColumns}, {MessageReader.DeliveryColumns}
            from page
            join message m on m.id = page.id
            left join delivery d on d.message = m.id{visible}
            left join vault v on v.delivery_id = d.delivery_id
            order by page.received_at desc, page.id desc, d.recipient
            """;
        return new CommandDefinition(sql, parameters, cancellationToken: cancellationToken);
    }

    // Said of each row that is met, and not as a join: a planner that takes the checks for hard to pass would read all messages that pass them first.
    private static IEnumerable<string> OnTheWay(Walk walk, IReadOnlyCollection<string> checks) =>
        checks.Count == 0 ? [] : [$"exists (select 1 from message m where m.id = {walk.Row} and {string.Join(" and ", checks)} limit 1 offset 0)"];

    private static IEnumerable<string> Key(Walk walk, int number, DynamicParameters parameters)
    {
        if (walk.Key is { } key)
        {
            parameters.Add($"key{number}", walk.Value);
            yield return key.Replace("@key", $"@key{number}", StringComparison.Ordinal);
        }
    }

    // The table party itself answers who sent or was sent what, as long as nothing else is asked.
    private bool PartySays(Walk walk) =>
        walk.IsOfParty && (!MayMiss(filter) || (filter is { Institution: not null, Outcome: null, Cause: null, AnyOf.Count: 1, NoneOf.Count: 0 } && (filter.VisibleTo ?? filter.Institution) == filter.Institution));

    private static string On(Walk walk, string condition) => string.Format(CultureInfo.InvariantCulture, condition, walk.Time, walk.Row);

    // {0} is the column of the time, {1} that of the row.
    private List<string> Between(MessageCursor? floor, DynamicParameters parameters)
    {
        var conditions = new List<string>();
        Add(filter.From is { } from ? dialect.Time(StoredTime.Of(from)) : null, null, "from", "{0} >= @from");
        Add(filter.To is { } to ? dialect.Time(StoredTime.Of(to)) : null, null, "to", "{0} < @to");
        Add(cursor is { } after ? dialect.Time(after.ReceivedAt) : null, cursor?.Row, "after", "({0}, {1}) < (@after, @afterRow)");
        Add(floor is { } lowest ? dialect.Time(lowest.ReceivedAt) : null, floor?.Row, "floor", "({0}, {1}) >= (@floor, @floorRow)");
        return conditions;

        void Add(object? time, long? row, string name, string condition)
        {
            if (time is not null)
            {
                conditions.Add(condition);
                parameters.Add(name, time);
                parameters.Add(name + "Row", row);
            }
        }
    }

    private static string Where(IEnumerable<string> conditions) => string.Join(" and ", conditions) is { Length: > 0 } all ? " where " + all : "";
}
