using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace CrossStudyBroker.Dashboard.Languages;

/// <summary>What a person chose to see, remembered in cookies for a year: language, theme, columns of lists. Nothing that tells who it is.</summary>
internal static class Preferences
{
    private const string LanguageCookie = "csb-language";
    private const string ThemeCookie = "csb-theme";

    /// <summary>Themes; the first follows the device.</summary>
    public static IReadOnlyList<string> Themes { get; } = ["auto", "light", "dark"];

    /// <summary>The language chosen, where one was; goes before Accept-Language.</summary>
    public static Task<ProviderCultureResult?> LanguageOf(HttpContext context) => Task.FromResult(
        context.Request.Cookies[LanguageCookie] is { } code && Texts.All.ContainsKey(code) ? new ProviderCultureResult("en", code) : null);

    /// <summary>The theme chosen.</summary>
    public static string ThemeOf(HttpContext context) => Themes.FirstOrDefault(theme => theme == context.Request.Cookies[ThemeCookie], Themes[0]);

    /// <summary>The columns of a list that were chosen; null where none were.</summary>
    public static IReadOnlyList<string>? ColumnsOf(HttpContext context, string list) => context.Request.Cookies[ColumnsCookie(list)]?.Split('.');

    /// <summary>Remembers what a form says, as far as it is something to choose.</summary>
    public static void Remember(HttpContext context, IFormCollection form)
    {
        if (Texts.All.ContainsKey(form["language"].ToString()))
        {
            Set(context, LanguageCookie, form["language"].ToString());
        }

        if (Themes.Contains(form["theme"].ToString()))
        {
            Set(context, ThemeCookie, form["theme"].ToString());
        }

        if (form["list"].ToString() is { Length: > 0 and < 20 } list && list.All(char.IsAsciiLetterLower))
        {
            Set(context, ColumnsCookie(list), string.Join('.', form["column"].OfType<string>().Where(column => column.Length < 20 && column.All(char.IsAsciiLetterLower)).Take(20)));
        }
    }

    private static string ColumnsCookie(string list) => "csb-columns-" + list;

    private static void Set(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = TimeSpan.FromDays(365),
        IsEssential = true,
    });
}
