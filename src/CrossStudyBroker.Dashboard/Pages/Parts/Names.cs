using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Dashboard.Languages;

namespace CrossStudyBroker.Dashboard.Pages.Parts;

/// <summary>What parties of a transfer are called.</summary>
internal static class Names
{
    /// <summary>An institution's name, or its code where the directory has none; the broker.</summary>
    public static string Of(string code, InstitutionDirectory directory, Locale locale) =>
        code == Transfer.Broker ? locale["institution.broker"]
        : locale.Of(directory.Institutions.GetValueOrDefault(code)?.Name) is { Length: > 0 } name ? name
        : code;
}
