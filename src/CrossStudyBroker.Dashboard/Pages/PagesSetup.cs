using System.Text.Encodings.Web;
using System.Text.Unicode;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.Pages.About;
using CrossStudyBroker.Dashboard.Pages.Auditing;
using CrossStudyBroker.Dashboard.Pages.Cases;
using CrossStudyBroker.Dashboard.Pages.Directory;
using CrossStudyBroker.Dashboard.Pages.Failures;
using CrossStudyBroker.Dashboard.Pages.Jobs;
using CrossStudyBroker.Dashboard.Pages.Keeping;
using CrossStudyBroker.Dashboard.Pages.Messages;
using CrossStudyBroker.Dashboard.Pages.Operators;
using CrossStudyBroker.Dashboard.Pages.Overviews;
using CrossStudyBroker.Dashboard.Pages.SignIn;
using CrossStudyBroker.Dashboard.Pages.Transfers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrossStudyBroker.Dashboard.Pages;

/// <summary>Registers the pages and says where they are.</summary>
internal static class PagesSetup
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddScoped(_ => Locale.Current);
        services.AddSingleton<TransferDetails>();
        services.AddSingleton<VerbActing>();
        services.AddSingleton<MessageSheet>();
        services.AddSingleton<SelectionActing>();
        services.AddSingleton<InstitutionSheet>();
        services.AddSingleton<OperatorView>();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // pages are UTF-8: ä stays ä
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapAssets();
        app.MapSignIn();
        app.MapAbout();
        app.MapOverviewPages();
        app.MapMessagePages();
        app.MapOneMessage();
        app.MapPayloadPages();
        app.MapCasePages();
        app.MapFailures();
        app.MapJobPages();
        app.MapDirectory();
        app.MapAuditPages();
        app.MapKeeping();
        app.MapOperatorView();
    }
}
