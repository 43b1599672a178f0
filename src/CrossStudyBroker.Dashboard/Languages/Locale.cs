using System.Globalization;
using System.Text.Json;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Dashboard.Languages;

/// <summary>
/// The reader's language: texts, numbers, days and moments. Moments are Finnish time, as the service's days are; a page's script shows them in
/// the browser's own zone where that is another.
/// </summary>
internal sealed class Locale
{
    private static readonly Dictionary<string, Locale> All = new(StringComparer.Ordinal)
    {
        ["fi"] = new("fi", "fi-FI", "d.M.yyyy", "H.mm.ss", "H.mm", "{0} klo {1}"),
        ["sv"] = new("sv", "sv-FI", "d.M.yyyy", "H.mm.ss", "H.mm", "{0} kl. {1}"),
        ["en"] = new("en", "en-GB", "d MMM yyyy", "HH:mm:ss", "HH:mm", "{0}, {1}"),
    };

    private readonly IReadOnlyDictionary<string, string> _texts;
    private readonly string _day;
    private readonly string _time;
    private readonly string _clock;
    private readonly string _moment;

    private Locale(string language, string culture, string day, string time, string clock, string moment)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(culture);
        Order = StringComparer.Create(Culture, ignoreCase: true);
        _texts = Texts.All[language];
        (_day, _time, _clock, _moment) = (day, time, clock, moment);
    }

    /// <summary>Two letters.</summary>
    public string Language { get; }

    /// <summary>How numbers are written, and what a browser is told for times.</summary>
    public CultureInfo Culture { get; }

    /// <summary>How names are put in order.</summary>
    public StringComparer Order { get; }

    /// <summary>Of the language that was negotiated for this request.</summary>
    public static Locale Current => Of(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <summary>By two letters; English where there is no such language.</summary>
    public static Locale Of(string language) => All.GetValueOrDefault(language) ?? All["en"];

    /// <summary>A text. One that is missing shows its key, for a page with a gap is better than none.</summary>
    public string this[string key] => _texts.GetValueOrDefault(key, key);

    /// <summary>A text with values for its placeholders, such as <c>{institution}</c>.</summary>
    public string Text(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = this[key];
        foreach (var (name, value) in values)
        {
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>A text about a number: <c>key.one</c> or <c>key.other</c>, with the placeholder <c>{count}</c>.</summary>
    public string Count(string key, long count) => Text(count == 1 ? key + ".one" : key + ".other", ("count", Number(count)));

    /// <summary>What a value is called: the text <c>family.value</c>, in kebab case.</summary>
    public string Name<TEnum>(string family, TEnum value)
        where TEnum : struct, Enum => this[$"{family}.{JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString())}"];

    /// <summary>A whole number.</summary>
    public string Number(long number) => number.ToString("N0", Culture);

    /// <summary>A text of the directory or the contract, in this language or the nearest there is.</summary>
    public string Of(Localised? text) => (Language switch { "fi" => text?.Fi, "sv" => text?.Sv, _ => text?.En }) ?? text?.Fi ?? text?.En ?? text?.Sv ?? "";

    /// <summary>A text of the problem catalogue.</summary>
    public string Of(LocalisedText text) => Language switch { "fi" => text.Fi, "sv" => text.Sv, _ => text.En };

    /// <summary>A calendar day.</summary>
    public string Day(DateOnly day) => day.ToString(_day, Culture);

    /// <summary>The Finnish day of a moment.</summary>
    public string Day(DateTimeOffset moment) => FinnishTime.Of(moment).ToString(_day, Culture);

    /// <summary>A moment, Finnish time.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var local = FinnishTime.Of(moment);
        return string.Format(Culture, _moment, local.ToString(_day, Culture), local.ToString(_time, Culture));
    }

    /// <summary>What a Finnish clock shows, hours and minutes.</summary>
    public string Clock(DateTimeOffset moment) => FinnishTime.Of(moment).ToString(_clock, Culture);

    /// <summary>How long, in its two largest units: "340 ms", "2.4 s", "3 h 12 min".</summary>
    public string Duration(TimeSpan time)
    {
        time = time < TimeSpan.Zero ? TimeSpan.Zero : time;
        return time switch
        {
            { TotalSeconds: < 1 } => Unit("milliseconds", (long)time.TotalMilliseconds),
            { TotalSeconds: < 10 } => $"{time.TotalSeconds.ToString("0.0", Culture)} {this["duration.seconds"]}",
            { TotalMinutes: < 1 } => Unit("seconds", time.Seconds),
            { TotalHours: < 1 } => Two("minutes", time.Minutes, "seconds", time.Seconds),
            { TotalDays: < 1 } => Two("hours", time.Hours, "minutes", time.Minutes),
            _ => Two("days", time.Days, "hours", time.Hours),
        };
    }

    private string Two(string large, long many, string small, long few) => few == 0 ? Unit(large, many) : $"{Unit(large, many)} {Unit(small, few)}";

    private string Unit(string unit, long count) => $"{Number(count)} {this["duration." + unit]}";
}
