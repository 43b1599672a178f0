using System.Globalization;
using CrossStudyBroker.Dashboard.Embedding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Localization;

namespace CrossStudyBroker.Dashboard.Languages;

/// <summary>Each request's language: as the person chose it, else as the browser or program asks.</summary>
internal static class LanguageSetup
{
    public static void UseLanguages(this WebApplication app)
    {
        List<CultureInfo> languages = [new("en"), new("fi"), new("sv")];
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture("en"),
            SupportedCultures = [languages[0]], // words are translated; numbers and times stay as the contract has them, pages format theirs by Locale
            SupportedUICultures = languages,
            RequestCultureProviders = [new CustomRequestCultureProvider(EmbedEndpoints.LanguageOf), new CustomRequestCultureProvider(Preferences.LanguageOf), new AcceptLanguageHeaderRequestCultureProvider()],
            ApplyCurrentCultureToResponseHeaders = true,
        });
    }
}
