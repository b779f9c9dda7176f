// Package discord lets OnRecord speak on Discord: it registers the catalogue as slash commands, keeps a connection to
// the gateway alive, turns interactions into [handlers.Request] values, and draws each [handlers.Reply] as a message.
//
// It promises that an interaction is acknowledged before any work is done for it, and answered once; that every
// message stays within Discord's limits and notifies nobody; that text from outside is shown as text, never obeyed as
// markup; and that neither a panic nor a fault of the connection ends the process. [Bot.Run] returns when its context
// ends, or when Discord says something that trying again cannot change.
//
// Package main makes the Bot and runs it. The package is the door to discordgo, whose types do not leave it. It does
// not know what a command does, where anything is stored, or how an article is read.
package discord
