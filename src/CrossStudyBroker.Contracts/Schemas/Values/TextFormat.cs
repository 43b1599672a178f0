using CrossStudyBroker.Contracts.Schemas.Compiling;

namespace CrossStudyBroker.Contracts.Schemas.Values;

/// <summary>A value of the keyword <c>format</c> that is checked. Others are refused, so that nobody believes them checked.</summary>
internal sealed class TextFormat
{
    private static readonly Dictionary<string, TextFormat> Known = new(StringComparer.Ordinal)
    {
        ["date"] = new(DateFormat.IsDate, "an existing date as YYYY-MM-DD"),
        ["date-time"] = new(DateFormat.IsDateTime, "a date and time with offset, for instance 2026-08-01T08:00:00Z (RFC 3339)"),
        ["email"] = new(EmailFormat.IsEmail, "an e-mail address"),
        ["uri"] = new(UriFormat.IsUri, "an absolute URI"),
    };

    private readonly Func<ReadOnlySpan<char>, bool> _holds;

    private TextFormat(Func<ReadOnlySpan<char>, bool> holds, string description)
    {
        _holds = holds;
        Description = description;
    }

    public string Description { get; }

    public static TextFormat Named(string name, SchemaSource source) =>
        Known.GetValueOrDefault(name) ?? throw source.Refuse("format", $"only the formats {string.Join(", ", Known.Keys)} are checked here");

    public bool Holds(ReadOnlySpan<char> text) => _holds(text);
}
