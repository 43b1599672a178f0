using Dapper;

namespace CrossStudyBroker.Broker.Tracking.Reading;

/// <summary>Ids as a list in a statement, one parameter each: the stores have no common form of an array.</summary>
internal static class IdList
{
    /// <summary>Adds the ids to the parameters; returns the list for <c>in</c>, with its brackets. There must be at least one.</summary>
    public static string Add(DynamicParameters parameters, IEnumerable<Guid> ids, IStoreDialect dialect)
    {
        var names = new List<string>();
        foreach (var id in ids)
        {
            var name = $"id{names.Count}";
            parameters.Add(name, dialect.Id(id));
            names.Add("@" + name);
        }

        return $"({string.Join(", ", names)})";
    }
}
