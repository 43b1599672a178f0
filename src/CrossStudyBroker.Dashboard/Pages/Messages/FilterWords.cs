using CrossStudyBroker.Dashboard.Filters;
using CrossStudyBroker.Dashboard.Languages;

namespace CrossStudyBroker.Dashboard.Pages.Messages;

/// <summary>What a filter asks for, in words.</summary>
internal static class FilterWords
{
    /// <summary>"Parked or Retrying", "not Processed".</summary>
    public static string Of(FilterValues values, Func<string, string> name, Locale locale) => string.Join(", ", new[]
    {
        string.Join(locale["filters.or"], values.AnyOf.Select(name)),
        values.NoneOf.Count == 0 ? "" : locale.Text("filters.not", ("values", string.Join(locale["filters.or"], values.NoneOf.Select(name)))),
    }.Where(text => text.Length > 0));
}
