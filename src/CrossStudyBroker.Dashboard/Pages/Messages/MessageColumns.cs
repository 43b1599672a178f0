using CrossStudyBroker.Dashboard.Languages;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Pages.Messages;

/// <summary>The columns of a list of messages. State and message are always there.</summary>
internal static class MessageColumns
{
    /// <summary>Name under which the choice is remembered.</summary>
    public const string List = "messages";

    /// <summary>All that can be chosen, in the order of the table. Texts are under <c>column.name</c>.</summary>
    public static IReadOnlyList<string> All { get; } = ["route", "network", "case", "attempts", "size", "id", "received"];

    /// <summary>Those shown unless another choice was made.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["route", "received"];

    /// <summary>Those shown to this reader.</summary>
    public static IReadOnlyList<string> ChosenBy(HttpContext context) =>
        Preferences.ColumnsOf(context, List) is { } chosen ? [.. All.Where(chosen.Contains)] : Usual;
}
