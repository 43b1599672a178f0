using System.Security.Claims;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.Pages.SignIn;

/// <summary>Coming in and going out, and what everybody may choose. What these addresses change is the browser's session and cookies, nothing else.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this WebApplication app)
    {
        var group = app.MapGroup("").WithMetadata(new AllowAnonymousAttribute());
        group.MapGet("/sign-in", Show);
        group.MapPost("/sign-out", SignOut);
        group.MapPost("/preferences", (Delegate)RememberAsync);
        if (app.Configuration.GetSection("SignIn:Provider").Exists())
        {
            group.MapGet("/sign-in/provider", (HttpRequest request) => Results.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.Of(request.Query["return"]) }, [Schemes.Provider]));
        }

        if (app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(DemonstrationUsers)))
        {
            group.MapPost("/sign-in/demonstration", ChooseAsync);
        }
    }

    private static IResult Show(HttpContext context, IOptions<SignInOptions> options, DirectorySource directory)
    {
        var back = LocalAddress.Of(context.Request.Query["return"]);
        return Caller.Of(context.User) is not null ? Results.LocalRedirect(back) : Page.Of<SignInPage>(new
        {
            Back = back,
            Problem = context.Request.Query["problem"].ToString(),
            ProviderName = options.Value.Provider is { } provider ? provider.Name ?? provider.Authority?.Host : null,
            Users = context.RequestServices.GetService<DemonstrationUsers>()?.All,
            Institutions = directory.Current.Institutions,
        });
    }

    private static async Task<IResult> ChooseAsync(HttpContext context, DemonstrationUsers users)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return users.All.FirstOrDefault(user => user.Id == form["user"]) is { } chosen
            ? Results.SignIn(new ClaimsPrincipal(chosen.Caller.ToIdentity(Schemes.Session)), new AuthenticationProperties { RedirectUri = LocalAddress.Of(form["return"]) }, Schemes.Session)
            : Results.LocalRedirect("/sign-in");
    }

    private static IResult SignOut(HttpContext context, IOptions<SignInOptions> options)
    {
        var demonstration = Caller.Of(context.User)?.Person?.StartsWith("demonstration:", StringComparison.Ordinal) ?? true;
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/sign-in" }, options.Value.Provider is null || demonstration ? [Schemes.Session] : [Schemes.Session, Schemes.Provider]);
    }

    private static async Task<IResult> RememberAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        Preferences.Remember(context, form);
        return Results.LocalRedirect(LocalAddress.Of(form["return"]));
    }
}
