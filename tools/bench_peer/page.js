// The page that Townline is measured beside: the same form in ODK's own web client.
import { createApp, h } from 'vue';
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';

const no_attachments = async () => {
  throw new Error('this form has no attachments here');
};
createApp({
  render: () =>
    h(OdkWebForm, {
      formXml: window.formXml,
      fetchFormAttachment: no_attachments,
      missingResourceBehavior: 'BLANK',
    }),
})
  .use(webFormsPlugin)
  .mount('#app');
